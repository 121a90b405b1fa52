import { ArrowUpOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertView } from '@/lib/api';
import { EmptyState } from '@/ui/EmptyState';
import { AlertRow } from './AlertRow';

type Props = {
  ref: Ref<HTMLDivElement>;
  rows: AlertView[];
  waiting: number;
  chosen: string | undefined;
  onChoose: (id: string | undefined) => void;
  onNewest: () => void;
  onHold: (reason: 'hover' | 'scroll', on: boolean) => void;
  onAcknowledge?: (alert: AlertView) => void;
  /** Null when there is nothing older. */
  onOlder: (() => Promise<void>) | null;
};

/** Height of a row in pixels; the style sheet says the same. Rows outside the view are not drawn. */
const rowHeight = 104;
const overscan = 4;

export function AlertList({
  ref,
  rows,
  waiting,
  chosen,
  onChoose,
  onNewest,
  onHold,
  onAcknowledge,
  onOlder,
}: Props) {
  const { t } = useTranslation('live');
  const box = useRef<HTMLDivElement>(null);
  useImperativeHandle(ref, () => box.current as HTMLDivElement);
  const [top, setTop] = useState(0);
  const height = box.current?.clientHeight ?? 900;
  const first = Math.max(0, Math.floor(top / rowHeight) - overscan);
  const drawn = rows.slice(first, Math.ceil((top + height) / rowHeight) + overscan);
  const at = rows.findIndex((row) => row.id === chosen);
  useKeepInView(box, at);
  return (
    <div className="wall-alerts">
      <div aria-live="polite" className={`wall-waiting${waiting > 0 ? ' some' : ''}`}>
        {waiting > 0 && (
          <Button type="primary" shape="round" icon={<ArrowUpOutlined />} onClick={onNewest}>
            {t('waiting', { n: waiting })}
          </Button>
        )}
      </div>
      <div
        ref={box}
        className="wall-scroll"
        // A finger leaves no pointer behind: only a mouse hovers.
        onPointerEnter={(event) => event.pointerType === 'mouse' && onHold('hover', true)}
        onPointerLeave={() => onHold('hover', false)}
        onScroll={(event) => {
          setTop(event.currentTarget.scrollTop);
          onHold('scroll', event.currentTarget.scrollTop > 0);
        }}
      >
        {rows.length === 0 ? (
          <EmptyState kind="nothing-yet" title={t('noAlerts')}>
            {t('noAlertsWhy')}
          </EmptyState>
        ) : (
          <ul style={{ height: rows.length * rowHeight }} className="wall-rows">
            {drawn.map((alert, index) => (
              <AlertRow
                key={alert.id}
                alert={alert}
                top={(first + index) * rowHeight}
                chosen={alert.id === chosen}
                onChoose={() => onChoose(alert.id === chosen ? undefined : alert.id)}
                onAcknowledge={onAcknowledge}
              />
            ))}
          </ul>
        )}
        {onOlder && <Older load={onOlder} />}
      </div>
    </div>
  );
}

function Older({ load }: { load: () => Promise<void> }) {
  const { t } = useTranslation('live');
  const [busy, setBusy] = useState(false);
  const press = () => {
    setBusy(true);
    load().finally(() => setBusy(false));
  };
  return (
    <Button type="text" block loading={busy} onClick={press}>
      {t('older')}
    </Button>
  );
}

function useKeepInView(box: React.RefObject<HTMLDivElement | null>, row: number) {
  useEffect(() => {
    const element = box.current;
    if (!element || row < 0) return;
    const top = row * rowHeight;
    if (top < element.scrollTop) element.scrollTo({ top });
    else if (top + rowHeight > element.scrollTop + element.clientHeight) {
      element.scrollTo({ top: top + rowHeight - element.clientHeight });
    }
  }, [box, row]);
}
