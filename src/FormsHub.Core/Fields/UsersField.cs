namespace FormsHub.Core.Fields;

/// <summary>Several users, each given by id or by userName.</summary>
public sealed class UsersField : LinksField<UsersField.UsersOptions>
{
    public sealed record UsersOptions(int? MaxItems = null) : ILinksOptions;

    public override string Name => "users";
    public override LinkKind Links => LinkKind.User;
}
