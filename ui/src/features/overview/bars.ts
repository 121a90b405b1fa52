import { useTranslation } from 'react-i18next';
import type { OverviewView } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { labelOf } from '@/lib/label';
import { useCan } from '@/lib/session';
import type { Bar } from './BarList';

const shown = 8;

export function useCategoryBars(today: OverviewView): Bar[] {
  const { t } = useTranslation();
  const readable = useCan('conversation.read');
  return top(today.byCategory).map(({ category, count }) => ({
    key: category,
    label: labelOf(t, 'category', category),
    count,
    link: readable ? { to: '/conversations', search: { category } } : undefined,
  }));
}

export function useRefusalBars(today: OverviewView): Bar[] {
  const both = useBoth();
  return top(today.byRefusal).map(({ rule, title, count }) => ({
    key: rule,
    label: both(title) || rule,
    count,
  }));
}

function top<T extends { count: number }>(rows: T[]): T[] {
  return rows
    .filter((row) => row.count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, shown);
}
