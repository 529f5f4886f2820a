using System.Threading.Channels;
using FormsHub.Core.Audit;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Audit;
using Npgsql;

namespace FormsHub.Server.Audit;

/// <summary>
/// Writes entries of the audit: some at once, reads in batches. Five times a second it appends to the chain what has come, and once a
/// minute and at the end it notes the chain's end in the file outside the database.
/// </summary>
public sealed partial class AuditWriter(NpgsqlDataSource source, AuditChain chain, Settings settings, TimeProvider clock, ILogger<AuditWriter> log)
    : BackgroundService, IAudit
{
    /// <summary>How long an entry of a read waits at most: what a crash can lose of them.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private const int MostWaiting = 20_000;
    private const int MostAtOnce = 5_000;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenNotes = TimeSpan.FromMinutes(1);

    private readonly Channel<AuditEntry> _waiting = Channel.CreateBounded<AuditEntry>(new BoundedChannelOptions(MostWaiting) { SingleReader = false });
    private readonly SemaphoreSlim _appending = new(1);
    private readonly AuditHeads _heads = new(settings.Data);
    private List<AuditEntry> _taken = [];
    private DateTimeOffset _notedAt;
    private AuditHead? _head;

    public async Task<Problem?> WriteAsync(AuditEntry entry, bool required, CancellationToken ct)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(ct);
            if (await AuditInbox.TryInsertAsync(connection, entry, ct)) return null;
            LogRefused(entry.Action);
        }
        catch (NpgsqlException exception)
        {
            LogFailure(exception);
        }
        return required ? AuditProblems.Unavailable : null;
    }

    public async ValueTask<Problem?> WriteSoonAsync(AuditEntry entry, CancellationToken ct)
    {
        if (_waiting.Writer.TryWrite(entry)) return null;
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(ct);
        wait.CancelAfter(LongestWait);
        try
        {
            await _waiting.Writer.WriteAsync(entry, wait.Token);
            return null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return AuditProblems.Unavailable;
        }
    }

    public async Task FlushAsync(CancellationToken ct)
    {
        await _appending.WaitAsync(ct);
        try
        {
            do
            {
                while (_taken.Count < MostAtOnce && _waiting.Reader.TryRead(out var entry)) _taken.Add(entry);
                // Cut off in the middle it would not be known whether the entries are in: they would be lost, or there twice.
                if (await chain.AppendAsync(_taken, CancellationToken.None) is { } head) _head = head;
                _taken = [];
            }
            while (_waiting.Reader.TryPeek(out _));
        }
        finally
        {
            _appending.Release();
        }
    }

    /// <summary>Notes the chain's end in the file, as it is now.</summary>
    public async Task NoteAsync(CancellationToken ct)
    {
        if ((_head ?? await chain.HeadAsync(ct)) is { } head) await _heads.NoteAsync(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), head, ct);
        _notedAt = clock.GetUtcNow();
    }

    public Task<IReadOnlyList<AuditHead>> HeadsAsync(CancellationToken ct) => _heads.ReadAsync(ct);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await FlushAsync(CancellationToken.None);
            await NoteAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or ObjectDisposedException)
        {
            LogFailure(exception);
        }
    }

    public override void Dispose()
    {
        _appending.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = Pause;
            try
            {
                await FlushAsync(stoppingToken);
                if (clock.GetUtcNow() - _notedAt >= BetweenNotes) await NoteAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (ObjectDisposedException)
            {
                // The database went first: the server ends.
                return;
            }
            catch (Exception exception)
            {
                LogFailure(exception);
                wait = AfterFailure;
            }
            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The audit could not be written and is tried again")]
    private partial void LogFailure(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The database did not take the audit's entry of \"{Action}\"")]
    private partial void LogRefused(string action);
}
