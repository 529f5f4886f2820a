using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;

namespace FormsHub.Querying.Tests.Samples;

/// <summary>An administrator, a stranger and the directory that knows them.</summary>
internal sealed class People : IDirectory
{
    public static readonly Guid Service = Guid.CreateVersion7();
    public static readonly Caller Li = new(Guid.CreateVersion7(), "li", "李雷", Service, "service", [Service], new HashSet<string> { Caller.AdministratorRole });
    public static readonly Caller Stranger = new(Guid.CreateVersion7(), "zhou", "周周", null, null, [], new HashSet<string> { Caller.MemberRole });

    public string? Title(LinkKind kind, Guid id) => id == Li.Id ? Li.DisplayName : id == Stranger.Id ? Stranger.DisplayName : id == Service ? "客服部" : null;

    public DirectoryListing Listing { get; } = new(
        [new ListedUser(Li.Id, Li.UserName, Li.DisplayName, Service), new ListedUser(Stranger.Id, Stranger.UserName, Stranger.DisplayName, null)],
        [new ListedDepartment(Service, "service", new Localized("客服部", "Service"), null, Li.Id)]);

    public Guid? Find(LinkKind kind, string name) => name switch { "li" => Li.Id, "service" => Service, _ => null };
}
