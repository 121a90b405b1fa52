namespace Daylight.Inspection;

/// <summary>A text and what people said of it.</summary>
/// <param name="Text">As it was said or written.</param>
/// <param name="Positive">Whether it is what the detector shall find.</param>
public readonly record struct LabelledText(string Text, bool Positive);
