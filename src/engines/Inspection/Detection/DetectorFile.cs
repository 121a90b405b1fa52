using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace Daylight.Inspection;

/// <summary>The detector that a file holds, of one label or of many, or the reason why it holds none.</summary>
public sealed record DetectorReading(Detector? Detector, LabelDetector? Labels, string? Problem);

/// <summary>Writes and reads detector files: <c>spec/detector-model.md</c>.</summary>
internal static class DetectorFile
{
    internal const int BytesMax = 64 * 1024 * 1024;
    internal const int HashLength = 32;

    private const byte Version = 1;
    private const byte VersionWithDoubt = 2;
    private const int CardBytesMax = 64 * 1024;
    internal const int RunsMax = 4_000_000;
    private const int NetworksMax = 16;

    internal static readonly byte[] Mark = "DLDETECT"u8.ToArray();
    internal static readonly JsonSerializerOptions CardForm = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    internal static string HashOf(ReadOnlySpan<byte> file) => "sha256:" + Convert.ToHexStringLower(file[^HashLength..]);

    internal static byte[] Write(Detector detector)
    {
        DetectorFileWriter writer = new();
        writer.Head(VersionOf(detector.Card), JsonSerializer.SerializeToUtf8Bytes(detector.Card, CardForm));
        writer.Count(detector.Linear.Table.Keys.Length);
        writer.Numbers(detector.Linear.Table.Keys);
        writer.Halves(detector.Linear.Ratios);
        writer.Halves(detector.Linear.Weights);
        writer.Singles([detector.Linear.Bias]);
        writer.Count(detector.Vocabulary.Characters.Length);
        writer.Characters(detector.Vocabulary.Characters);
        writer.Count(detector.Vocabulary.Pairs.Length);
        writer.Numbers(detector.Vocabulary.Pairs);
        writer.Count(detector.Networks.Count);
        foreach (var network in detector.Networks)
        {
            writer.Packed(PackedNumbers.Pack(network.Characters, network.Characters.Length / WindowShape.CharacterDepth));
            writer.Packed(PackedNumbers.Pack(network.Pairs, network.Pairs.Length / WindowShape.PairDepth));
            writer.Packed(PackedNumbers.Pack(network.Kernel, WindowShape.Columns));
            writer.Singles(network.Bias);
            writer.Singles(network.Output);
            writer.Singles([network.Level]);
        }

        return writer.Signed();
    }

    internal static DetectorReading Read(ReadOnlySpan<byte> file)
    {
        if (file.Length > BytesMax)
        {
            return Refused($"is larger than {BytesMax / (1024 * 1024)} MiB");
        }

        if (file.Length < Mark.Length + 1 + HashLength || !file.StartsWith(Mark))
        {
            return Refused("is not a detector model");
        }

        if (file[Mark.Length] is not (Version or VersionWithDoubt or LabelFile.Version))
        {
            return Refused($"is of version {file[Mark.Length]}; this program reads versions {Version} to {LabelFile.Version}");
        }

        var content = file[..^HashLength];
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(file[^HashLength..]))
        {
            return Refused("is damaged: its hash does not fit its bytes");
        }

        DetectorFileCursor cursor = new(content[(Mark.Length + 1)..]);
        var json = cursor.Bytes(cursor.Count(CardBytesMax));
        if (file[Mark.Length] == LabelFile.Version)
        {
            return LabelFile.Read(json, cursor, HashOf(file)) is { } labels ? new DetectorReading(null, labels, null) : Refused("is damaged: its card or its content cannot be read");
        }

        var card = Card(json);
        var detector = card is null || VersionOf(card) != file[Mark.Length] ? null : Body(ref cursor, card, HashOf(file));
        return detector is not null && cursor.IsAtEnd ? new DetectorReading(detector, null, null) : Refused("is damaged: " + (card is null ? "its card" : "its content") + " cannot be read");
    }

    /// <summary>A program that knows no doubt would judge otherwise, so such a file has a version of its own.</summary>
    private static byte VersionOf(DetectorCard card) => card.Doubt is null ? Version : VersionWithDoubt;

    private static Detector? Body(ref DetectorFileCursor cursor, DetectorCard card, string hash)
    {
        var runs = cursor.Count(RunsMax);
        var keys = cursor.Numbers(runs);
        var (ratios, weights, bias) = (cursor.Halves(runs), cursor.Halves(runs), cursor.Single());
        var characters = cursor.Characters(cursor.Count(WindowVocabulary.CharactersMax));
        var pairs = cursor.Numbers(cursor.Count(WindowVocabulary.PairsMax));
        var networks = new WindowNetwork[cursor.Count(NetworksMax)];
        for (var i = 0; i < networks.Length; i++)
        {
            var (forCharacters, forPairs) = (cursor.Packed(characters.Length + 1, WindowShape.CharacterDepth), cursor.Packed(pairs.Length + 1, WindowShape.PairDepth));
            var kernel = cursor.Packed(WindowShape.Columns, WindowShape.Depth);
            var (unitBias, output, level) = (cursor.Singles(WindowShape.Units), cursor.Singles(WindowShape.Units), cursor.Single());
            if (cursor.HasFailed)
            {
                return null;
            }

            networks[i] = new WindowNetwork(forCharacters, forPairs, kernel, unitBias, output, level);
        }

        return cursor.HasFailed || !Ascends(keys) || !Ascends(pairs) || !Ascends(characters)
            ? null
            : new Detector(card, new NgramModel(new KeyTable(keys), ratios, weights, bias), new WindowVocabulary(characters, pairs), networks, hash);
    }

    internal static bool Ascends<T>(T[] values)
        where T : struct, IComparable<T>
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].CompareTo(i == 0 ? default : values[i - 1]) <= 0)
            {
                return false;
            }
        }

        return true;
    }

    private static DetectorCard? Card(ReadOnlySpan<byte> json)
    {
        try
        {
            var card = JsonSerializer.Deserialize<DetectorCard>(json, CardForm);
            return card is not null && card.Threshold is > 0 and < 1 && card.ScoreShares.Count == DetectorTally.Bins
                && card.Doubt is null or { IsSound: true } && double.IsFinite(card.Calibration.Intercept + card.Calibration.Linear + card.Calibration.Network) ? card : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DetectorReading Refused(string problem) => new(null, null, problem);
}

/// <summary>Lays numbers one after the other, little end first.</summary>
internal sealed class DetectorFileWriter
{
    private readonly MemoryStream stream = new();

    /// <summary>What every detector file begins with.</summary>
    internal void Head(byte version, ReadOnlySpan<byte> card)
    {
        Bytes(DetectorFile.Mark);
        Bytes([version]);
        Count(card.Length);
        Bytes(card);
    }

    internal void Bytes(ReadOnlySpan<byte> bytes) => stream.Write(bytes);

    internal void Count(int count) => Number((uint)count);

    internal void Numbers(ReadOnlySpan<uint> numbers)
    {
        foreach (var number in numbers)
        {
            Number(number);
        }
    }

    internal void Characters(ReadOnlySpan<char> characters)
    {
        foreach (var character in characters)
        {
            Short(character);
        }
    }

    internal void Halves(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            Short(BitConverter.HalfToUInt16Bits((Half)value));
        }
    }

    internal void Singles(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            Number(BitConverter.SingleToUInt32Bits(value));
        }
    }

    internal void Packed(PackedNumbers numbers)
    {
        Singles(numbers.Scales);
        Bytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes<sbyte>(numbers.Steps));
    }

    /// <summary>Everything written, and its hash behind it.</summary>
    internal byte[] Signed()
    {
        var content = stream.ToArray();
        return [.. content, .. SHA256.HashData(content)];
    }

    private void Number(uint number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        stream.Write(bytes);
    }

    private void Short(ushort number)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, number);
        stream.Write(bytes);
    }
}
