using Daylight.Platform;

namespace Daylight;

/// <summary>A data directory whose settings a test writes; the secret of its files is <c>very-secret</c>.</summary>
/// <param name="name">The file of settings, for example <c>judge.json</c>.</param>
internal sealed class SettingsFolder(string name) : IDisposable
{
    public DataDirectory Data { get; } = DataDirectory.Open(Directory.CreateTempSubdirectory("daylight-test-").FullName);

    /// <summary>The directory with these settings, and with a file of a key that they may name.</summary>
    public DataDirectory With(string settings, string keyFile = "key", string key = "very-secret\n")
    {
        Directory.CreateDirectory(Data.Config);
        File.WriteAllText(Path.Combine(Data.Config, name), settings);
        File.WriteAllText(Path.Combine(Data.Config, keyFile), key);
        return Data;
    }

    public void Dispose()
    {
        Data.Dispose();
        Directory.Delete(Data.Path, recursive: true);
    }
}
