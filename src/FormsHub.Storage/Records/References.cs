using FormsHub.Core.Fields;
using FormsHub.Core.Forms;

namespace FormsHub.Storage.Records;

/// <summary>The options of reference fields that the write path needs.</summary>
internal static class References
{
    public static string? Target(Field field) => (field.Options as ReferenceOptions)?.Target;

    public static OnTargetDelete AtEnd(Field field) => (field.Options as ReferenceOptions)?.OnTargetDelete switch
    {
        "clear" => OnTargetDelete.Clear,
        "cascade" => OnTargetDelete.Cascade,
        _ => OnTargetDelete.Restrict,
    };
}

/// <summary>What the end of a target means for the records that refer to it.</summary>
internal enum OnTargetDelete
{
    Restrict,
    Clear,
    Cascade,
}
