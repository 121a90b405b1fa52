const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** Whether a text is an age recipient (`age1…`, X25519): its checksum (Bech32) tells a mistyped or cut one. */
export function isRecipient(text: string): boolean {
  if (!/^age1[a-z0-9]{58}$/.test(text)) return false;
  const values = [...text.slice(4)].map((letter) => letters.indexOf(letter));
  // The last of the 52 letters of a 32-byte key carries four bits that must be zero.
  return (
    !values.includes(-1) && ((values[51] ?? 1) & 15) === 0 && checksum([3, 3, 3, 0, 1, 7, 5, ...values]) === 1
  );
}

function checksum(values: number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    generator.forEach((term, bit) => {
      if ((top >>> bit) & 1) sum ^= term;
    });
  }
  return sum;
}
