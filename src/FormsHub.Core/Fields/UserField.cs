namespace FormsHub.Core.Fields;

/// <summary>One user, given by id or by userName.</summary>
public sealed class UserField : LinkField<NoOptions>
{
    public override string Name => "user";
    public override LinkKind Links => LinkKind.User;
}
