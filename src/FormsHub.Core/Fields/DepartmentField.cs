namespace FormsHub.Core.Fields;

/// <summary>One department, given by id or by key.</summary>
public sealed class DepartmentField : LinkField<NoOptions>
{
    public override string Name => "department";
    public override LinkKind Links => LinkKind.Department;
}
