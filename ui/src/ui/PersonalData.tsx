import { Watermark } from 'antd';
import type { ReactNode } from 'react';
import { useServerNow } from '@/lib/clock';
import { useMe } from '@/lib/session';
import { useDark } from '@/lib/theme';
import { dateOnly } from '@/lib/time';

/** Marks a page that shows personal data with who looks at it and on which day. */
export function PersonalData({ children }: { children: ReactNode }) {
  const { staff } = useMe();
  const now = useServerNow(60_000);
  const color = useDark() ? 'rgba(255,255,255,0.045)' : 'rgba(20,33,61,0.055)';
  return (
    <Watermark
      content={[`${staff.displayName} ${staff.signInName}`, dateOnly(now)]}
      gap={[140, 120]}
      font={{ color, fontSize: 14 }}
    >
      {children}
    </Watermark>
  );
}
