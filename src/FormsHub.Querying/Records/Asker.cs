using FormsHub.Core.Access;
using FormsHub.Core.Expressions;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Querying.Planning;

namespace FormsHub.Querying.Records;

/// <summary>For whom and when records are read.</summary>
internal sealed record Asker(Caller Caller, IFormCatalog Catalog, IDirectory Directory, TimeProvider Clock)
{
    /// <summary>Whether records are asked for as they were.</summary>
    public bool AsksPast { get; init; }

    public QueryWorld World => field ??= new(Caller, Catalog, Directory, FilterContext.Of(Caller, Clock)) { IsOfPast = AsksPast };

    /// <summary>The same who asks for records as they were.</summary>
    public Asker OfPast() => new(Caller, Catalog, Directory, Clock) { AsksPast = true };

    /// <summary>The people and departments that the caller may know of: to who comes by a link nobody is named.</summary>
    public DirectoryListing Listing => Caller.Link is null ? Directory.Listing : DirectoryListing.Empty;

    /// <summary>What volatile formulas may know of the world.</summary>
    public RecordContext Context => new(Clock.GetUtcNow(), Clock.LocalTimeZone, Caller.Person);
}
