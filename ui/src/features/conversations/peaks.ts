/** Samples go from −127 to 127. */
export const peakMax = 127;

/** How many pieces the lowest and highest samples of a channel are about. */
export function piecesOf(pairs: readonly number[]) {
  return pairs.length / 2;
}

/** The outline of a channel, one unit wide for each piece; silence is a thin line, never nothing. */
export function outline(pairs: readonly number[]) {
  let path = '';
  for (let piece = 0; piece < piecesOf(pairs); piece++) {
    const low = Math.min(pairs[2 * piece] ?? 0, -1);
    const high = Math.max(pairs[2 * piece + 1] ?? 0, 1);
    path += `M${piece} ${-high}h.8V${-low}h-.8z`;
  }
  return path;
}
