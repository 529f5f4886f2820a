using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;

namespace FormsHub.Core.Filters;

/// <summary>What the one who asks may ask about. This one lets everything be asked, as for a designer's own filters.</summary>
public class FilterRights
{
    public static readonly FilterRights All = new();

    protected FilterRights()
    {
    }

    /// <summary>Whether records of the form may be read; filters do not look into others.</summary>
    public virtual bool MayRead(Form form) => true;

    /// <summary>The most that is seen of a field, or of a column of its sub-table, in any record; what is hidden is as if there were none.</summary>
    public virtual Sight Sees(Form form, Field field) => Sight.Clear;

    /// <summary>Whether a masked value may be asked if it equals another.</summary>
    public virtual bool MayAskEqual(Form form, Field field) => true;

    /// <summary>Whether it may be asked who owns records and who made and changed them.</summary>
    public virtual bool MayAskPeople => true;

    /// <summary>The system field with that name, if it may be asked about.</summary>
    public SystemField? System(string name) => SystemField.Find(name) is { } field && IsAskable(field) ? field : null;

    /// <summary>The field with that key, if it is not hidden.</summary>
    public Field? Find(Form form, string key) => form[key] is { } field && Sees(form, field) is not Sight.Nothing ? field : null;

    /// <summary>The names that may stand in a question about the form.</summary>
    public IEnumerable<string> Names(Form form) => form.Fields.Where(field => Sees(form, field) is not Sight.Nothing).Select(field => field.Key)
        .Concat(SystemField.All.Where(IsAskable).Select(field => field.Name));

    private bool IsAskable(SystemField field) => MayAskPeople || field.Links is LinkKind.None;
}
