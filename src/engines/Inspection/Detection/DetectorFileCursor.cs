using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Daylight.Inspection;

/// <summary>Walks through a detector file; what is not there, too many or not a number makes it fail once and for all, and gives nothing.</summary>
internal ref struct DetectorFileCursor(ReadOnlySpan<byte> rest)
{
    private ReadOnlySpan<byte> rest = rest;

    internal bool HasFailed { get; private set; }

    internal readonly bool IsAtEnd => rest.IsEmpty && !HasFailed;

    internal ReadOnlySpan<byte> Bytes(int length)
    {
        if (HasFailed || length > rest.Length)
        {
            HasFailed = true;
            return [];
        }

        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }

    internal int Count(int most)
    {
        var bytes = Bytes(4);
        var count = bytes.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        HasFailed |= count > most;
        return HasFailed ? 0 : (int)count;
    }

    internal uint[] Numbers(int length)
    {
        var bytes = Bytes(length * 4);
        var numbers = new uint[bytes.Length / 4];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i * 4)..]);
        }

        return numbers;
    }

    internal char[] Characters(int length)
    {
        var bytes = Bytes(length * 2);
        var characters = new char[bytes.Length / 2];
        for (var i = 0; i < characters.Length; i++)
        {
            characters[i] = (char)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i * 2)..]);
        }

        return characters;
    }

    internal float[] Halves(int length)
    {
        var bytes = Bytes(length * 2);
        var values = new float[bytes.Length / 2];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Checked((float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(i * 2)..]));
        }

        return values;
    }

    internal float[] Singles(int length)
    {
        var bytes = Bytes(length * 4);
        var values = new float[bytes.Length / 4];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Checked(BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * 4)..]));
        }

        return values;
    }

    internal float Single() => Singles(1) is [var value] ? value : 0;

    /// <summary>Rows with a scale each.</summary>
    internal float[] Packed(int rows, int rowLength) => PackedRows(rows, rowLength).Unpack();

    /// <summary>Rows with a scale each, as the file keeps them.</summary>
    internal PackedNumbers PackedRows(int rows, int rowLength)
    {
        var scales = Singles(rows);
        var steps = MemoryMarshal.Cast<byte, sbyte>(Bytes(rows * rowLength)).ToArray();
        return HasFailed ? new PackedNumbers([], []) : new PackedNumbers(steps, scales);
    }

    private float Checked(float value)
    {
        HasFailed |= !(Math.Abs(value) < 1e6f); // NaN, too, is not below.
        return value;
    }
}
