using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Querying.Records;

namespace FormsHub.Querying.Gate;

/// <summary>What is seen of one record, for what writes it into an answer.</summary>
public readonly struct RowSight : IRecordRights
{
    private readonly FormSight _sight;
    private readonly ulong _met;

    internal RowSight(FormSight sight, ulong met) => (_sight, _met) = (sight, met);

    /// <summary>Of a record of which a statement did not have to say which scopes it meets: it is seen, so that it meets the only one.</summary>
    internal const ulong OnlyScope = 1;

    public bool IsWhole => _sight.IsWhole;

    /// <summary>What is seen of the record as it was.</summary>
    internal RowSight Past => new(_sight.Past, _met);

    /// <summary>How much of a field, or of the cells of a column, is shown.</summary>
    public Sight Of(Field field) => _sight.IsWhole ? Sight.Clear : _sight.Of(field).In(_met);

    /// <summary>How much of a cell is shown.</summary>
    internal Sight Of(Cell cell) => cell.In(_met);

    /// <summary>Whether the record meets a row scope of a grant for an action.</summary>
    public bool Allows(FormAction action) => (_sight.Allowing(action) & _met) is not 0;

    /// <summary>Whether the value of a field that is seen, if only as a mask, may be revealed; by a grant that does not hide it.</summary>
    public bool MayReveal(Field field) => Of(field) is not Sight.Nothing && (_sight.Revealing(field) & _met) is not 0;

    public bool MayAssign => (_sight.Assigning & _met) is not 0;

    /// <summary>Whether a grant for an action on the record lets a field or column be changed.</summary>
    public bool MayWrite(Field field, FormAction action) => (_sight.Writing(field, action) & _met) is not 0;

    /// <summary>The record's title as it is shown: empty where its field is hidden, a mask where that is masked.</summary>
    public string Title(string title) => RecordText.TitleField(_sight.Form) is not { } field || title.Length is 0 ? title : Of(field) switch
    {
        Sight.Clear => title,
        Sight.Masked => Core.Fields.Masking.Everything,
        _ => "",
    };

    /// <summary>The mask of a stored value.</summary>
    internal static string Mask(JsonElement value, Field field) => Wire.Fits(value, field) ? field.Type.Mask(value, field) : Core.Fields.Masking.Everything;
}
