using FormsHub.Benchmarks;

if (args is ["--parse"])
{
    foreach (var line in ParseSpeed.Lines()) Console.WriteLine(line);
    return 0;
}

var (options, error) = Options.Read(args);
if (options is null)
{
    Console.Error.WriteLine(error);
    return 2;
}

var report = await new Bench(options, Console.Error).RunAsync(CancellationToken.None);
foreach (var line in report.Lines()) Console.WriteLine(line);
Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Json))!);
await File.WriteAllTextAsync(options.Json, report.ToJson(), CancellationToken.None);
return 0;
