namespace Daylight.Sound;

/// <summary>The bytes are no recording that can be read; the message says what is wrong and the way out.</summary>
public sealed class SoundFormatException(string message) : Exception(message);
