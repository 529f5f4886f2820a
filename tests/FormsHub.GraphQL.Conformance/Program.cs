using System.Text;
using FormsHub.GraphQL.Conformance;

// One JSON line in, one JSON line out, until the input ends. See README.md.
var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { NewLine = "\n" };
var schemas = new SchemaCache();

while (await input.ReadLineAsync() is { } line)
{
    await output.WriteLineAsync(await Answer.ToAsync(line, schemas, CancellationToken.None));
    await output.FlushAsync();
}
