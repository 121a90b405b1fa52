import { Select, Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useIsPhone } from './useIsPhone';

type Part = { key: string; label: string; children: ReactNode };

/** The parts of a page, one shown at a time: tabs, or a list to choose from on the phone, where many tabs do not fit. */
export function Parts(props: { name: string; shown: string; onShow: (key: string) => void; items: Part[] }) {
  const { name, shown, onShow, items } = props;
  const phone = useIsPhone();
  if (!phone) return <Tabs activeKey={shown} onChange={onShow} destroyOnHidden items={items} />;
  return (
    <>
      <Select
        className="dl-parts"
        aria-label={name}
        value={shown}
        onChange={onShow}
        options={items.map(({ key, label }) => ({ value: key, label }))}
      />
      {items.find(({ key }) => key === shown)?.children}
    </>
  );
}
