using System.Text.Json;
using FormsHub.Core.Records;

namespace FormsHub.Storage.Records;

/// <summary>One wish of a write; <see cref="Form"/> is the form's number. A given rev must be the current one.</summary>
public abstract record RecordOperation(int Form)
{
    /// <param name="Data">The client's object, keyed by field key.</param>
    /// <param name="Id">An id chosen by the client, so that records of one batch may refer to each other.</param>
    public sealed record Create(int Form, JsonElement Data, Guid? Id = null, Guid? Owner = null) : RecordOperation(Form)
    {
        /// <summary>Whether <see cref="Id"/> was made by the server just now, so that no record can have it.</summary>
        public bool IsNewId { get; init; }
    }

    /// <param name="Data">Only what changes; JSON null empties.</param>
    /// <param name="Owner">Who the record belongs to from now on; null: as before.</param>
    /// <param name="Department">The department from now on; null: as before.</param>
    public sealed record Update(int Form, Guid Id, int? Rev, JsonElement? Data, Assignment? Owner = null, Assignment? Department = null)
        : RecordOperation(Form);

    /// <summary>A new owner or department; null: nobody, none.</summary>
    public readonly record struct Assignment(Guid? To);

    public sealed record Delete(int Form, Guid Id, int? Rev) : RecordOperation(Form);

    public sealed record Restore(int Form, Guid Id, int? Rev) : RecordOperation(Form)
    {
        /// <summary>Whether it comes back with another record, that took it along when it was deleted.</summary>
        public bool IsAlong { get; init; }
    }

    /// <summary>Puts stored values back; keyed by field id, null empties.</summary>
    public sealed record Put(int Form, Guid Id, int? Rev, IReadOnlyDictionary<string, JsonElement?> Values, RevisionOp Op)
        : RecordOperation(Form)
    {
        /// <summary>Writes what is given even if the record as a whole is not valid under the present version: upkeep, not an edit.</summary>
        public bool Lenient { get; init; }
    }

    /// <summary>The record that the operation is about; null when it is created without a given id.</summary>
    public Guid? Record => this switch
    {
        Create create => create.Id,
        Update update => update.Id,
        Delete delete => delete.Id,
        Restore restore => restore.Id,
        Put put => put.Id,
        _ => null,
    };

    /// <summary>The name of the operation in answers.</summary>
    public string Name => this switch
    {
        Create => "create",
        Update => "update",
        Delete => "delete",
        Restore => "restore",
        _ => "revert",
    };
}
