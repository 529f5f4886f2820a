using System.IO.Pipelines;
using FormsHub.GraphQL.Execution;

namespace FormsHub.Querying.Graph;

/// <summary>Holds JSON while it is made, in pieces of pooled memory.</summary>
internal sealed class Spool(int piece) : IDisposable
{
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 0, minimumSegmentSize: piece, useSynchronizationContext: false));

    public PipeWriter Writer => _pipe.Writer;

    /// <summary>All that was written; its memory goes back with it.</summary>
    public async ValueTask<RawJson> CompleteAsync()
    {
        await Writer.CompleteAsync();
        var read = await _pipe.Reader.ReadAsync(CancellationToken.None);
        return new RawJson(read.Buffer, this);
    }

    public void Dispose() => _pipe.Reader.Complete();
}
