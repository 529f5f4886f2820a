namespace FormsHub.Core.Fields;

/// <summary>Several departments, each given by id or by key.</summary>
public sealed class DepartmentsField : LinksField<DepartmentsField.DepartmentsOptions>
{
    public sealed record DepartmentsOptions(int? MaxItems = null) : ILinksOptions;

    public override string Name => "departments";
    public override LinkKind Links => LinkKind.Department;
}
