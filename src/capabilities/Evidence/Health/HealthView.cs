using Daylight.Platform;

namespace Daylight.Evidence;

/// <summary>How the installation is, as an institution's compliance officer and administrator may see it.</summary>
/// <param name="At">When it was looked at.</param>
/// <param name="Status">The worst of the items: <c>ok</c>, <c>warning</c> or <c>failed</c>.</param>
/// <param name="Items">In a fixed order.</param>
public sealed record HealthView(DateTimeOffset At, string Status, IReadOnlyList<HealthItem> Items);

/// <summary>One thing that must work.</summary>
/// <param name="Id">Stable, for example <c>disk</c>.</param>
/// <param name="Status"><c>ok</c>, <c>warning</c>, <c>failed</c>, or <c>not-set-up</c> for what is not used here.</param>
/// <param name="Title">What it is.</param>
/// <param name="Text">How it is, in a sentence without jargon.</param>
public sealed record HealthItem(string Id, string Status, Bilingual Title, Bilingual Text);
