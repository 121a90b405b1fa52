import type { ReactNode } from 'react';

export type Tone = 'good' | 'bad' | 'warn' | 'busy' | 'quiet';

/** A status as a dot and a word. */
export function StatusDot({
  tone,
  children,
  pulse = false,
}: {
  tone: Tone;
  children: ReactNode;
  pulse?: boolean;
}) {
  return <span className={`dl-dot ${tone}${pulse ? ' pulse' : ''}`}>{children}</span>;
}
