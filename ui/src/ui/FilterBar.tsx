import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type Props = { children: ReactNode; active: boolean; onClear: () => void; end?: ReactNode };

/** The filters of a list, all of them kept in the address. */
export function FilterBar({ children, active, onClear, end }: Props) {
  const { t } = useTranslation('shell');
  return (
    <search className="dl-filters">
      {children}
      {active && (
        <Button type="link" onClick={onClear}>
          {t('empty.clearFilters')}
        </Button>
      )}
      {end && <span className="dl-grow" />}
      {end}
    </search>
  );
}
