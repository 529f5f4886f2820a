using System.Text.Json.Nodes;

namespace FormsHub.Server.Tests.Access.Surfaces;

/// <summary>Which records a grant is about, as a filter and as what it means.</summary>
internal abstract record Rows
{
    public abstract bool Holds(MarkedRecord record, string user);

    /// <summary>The filter; null: all records.</summary>
    public abstract JsonNode? Json();

    public sealed record All : Rows
    {
        public override bool Holds(MarkedRecord record, string user) => true;

        public override JsonNode? Json() => null;
    }

    /// <summary>The record that is shared.</summary>
    public sealed record One(MarkedRecord Shared) : Rows
    {
        public override bool Holds(MarkedRecord record, string user) => record == Shared;

        public override JsonNode Json() => new JsonObject { ["id"] = new JsonObject { ["eq"] = Shared.Id } };
    }

    public sealed record Own : Rows
    {
        public override bool Holds(MarkedRecord record, string user) => record.Owner == user;

        public override JsonNode Json() => JsonNode.Parse("""{"owner": {"eq": "$me"}}""")!;
    }

    public sealed record OfKind(string Kind) : Rows
    {
        public override bool Holds(MarkedRecord record, string user) => record.Kind == Kind;

        public override JsonNode Json() => new JsonObject { ["kind"] = new JsonObject { ["eq"] = Kind } };
    }

    public sealed record OfClient(Rows Client) : Rows
    {
        public override bool Holds(MarkedRecord record, string user) => record.Client is { } client && Client.Holds(client, user);

        public override JsonNode Json() => new JsonObject { ["client"] = Client.Json() };
    }

    public sealed record Not(Rows Part) : Rows
    {
        public override bool Holds(MarkedRecord record, string user) => !Part.Holds(record, user);

        public override JsonNode Json() => new JsonObject { ["not"] = Part.Json() };
    }

    public sealed record Either(Rows Left, Rows Right) : Rows
    {
        public override bool Holds(MarkedRecord record, string user) => Left.Holds(record, user) || Right.Holds(record, user);

        public override JsonNode Json() => new JsonObject { ["or"] = new JsonArray(Left.Json(), Right.Json()) };
    }
}
