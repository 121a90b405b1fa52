import type { JudgeCost, Money } from './api';

/** Minor units of a currency: yuan and dollar have 2, yen has none. */
export function minorDigits(currency: string): number {
  try {
    return (
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
      2
    );
  } catch {
    return 2;
  }
}

/** Amount with separators and the currency's decimals, no symbol: for columns whose header names the unit. */
export function formatAmount(money: Money): string {
  const digits = minorDigits(money.currency);
  return (money.minor / 10 ** digits).toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

const symbols: Record<string, string> = {
  CNY: '¥',
  USD: '$',
  EUR: '€',
  GBP: '£',
  JPY: 'JP¥',
  HKD: 'HK$',
  TWD: 'NT$',
};

/** What a question to a model cost: millionths of a currency, as many decimals as they need, two at least. */
export function formatCost(cost: JudgeCost): string {
  const amount = (cost.micros / 1_000_000).toLocaleString('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: cost.micros < 1_000_000 ? 6 : 2,
  });
  const symbol = symbols[cost.currency];
  return symbol ? `${symbol}${amount}` : `${amount} ${cost.currency}`;
}

export function formatMoney(money: Money): string {
  const symbol = symbols[money.currency];
  const sign = money.minor < 0 ? '-' : '';
  const amount = formatAmount({ ...money, minor: Math.abs(money.minor) });
  return symbol ? `${sign}${symbol}${amount}` : `${sign}${amount} ${money.currency}`;
}
