namespace Daylight.Inspection;

/// <summary>
/// A test for words close to a sample: which index holds its samples, under which number there, and how close is close
/// enough. Words that are at least as close to a counter-sample do not count.
/// </summary>
internal sealed record SimilarTest(SampleIndex Index, int Number, double AtLeast);

/// <summary>A sample sentence of a test; a counter-sample says what is not meant.</summary>
internal sealed record Sample(int Test, string Text, bool IsCounter);

/// <summary>What came closest to one test: how close, where in the normalised text, and to which sample.</summary>
internal readonly record struct Resemblance(double Similarity, PlainSpan Span, int Sample);
