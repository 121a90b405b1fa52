import type { Money as Amount } from '@/lib/api';
import { formatAmount, formatMoney } from '@/lib/money';

/** `bare` leaves the symbol out: for columns whose header names the unit. */
export function Money({ value, bare = false }: { value: Amount | null | undefined; bare?: boolean }) {
  if (!value) return <span className="dl-muted">—</span>;
  return <span className="dl-num dl-nowrap">{bare ? formatAmount(value) : formatMoney(value)}</span>;
}
