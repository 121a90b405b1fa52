import { App, Button, Checkbox, DatePicker, Drawer, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackDeskView, PackTextView } from '@/lib/api';
import { serverNow } from '@/lib/clock';
import { useBoth } from '@/lib/i18n';
import { problemText } from '@/lib/problemText';
import { homeZoneName, instantOf, localTime } from '@/lib/time';
import { usePropose } from './usePacks';

const shape = 'YYYY-MM-DDTHH:mm';

/** Composes another set: which packs, which text of each, why, and from when. A second person must approve it. */
export function Propose({ desk, onClose }: { desk: PackDeskView; onClose: () => void }) {
  const { t } = useTranslation('packs');
  const { message } = App.useApp();
  const propose = usePropose();
  const packs = desk.texts.filter((one) => one.kind === 'pack');
  const [chosen, setChosen] = useState<Record<string, string>>(() =>
    Object.fromEntries(packs.filter((one) => one.state !== 'available').map((one) => [one.name, one.hash])),
  );
  const [reason, setReason] = useState('');
  const [from, setFrom] = useState<string>();
  const send = () =>
    propose.mutate(
      {
        packs: Object.entries(chosen).map(([name, hash]) => ({ name, hash })),
        reason,
        effectiveFrom: from ? instantOf(from, homeZoneName()) : null,
      },
      {
        onSuccess: () => {
          message.success(t('proposed'));
          onClose();
        },
        onError: (error) => message.error(problemText(t, error)),
      },
    );
  return (
    <Drawer
      open
      onClose={onClose}
      title={t('proposeChange')}
      size="large"
      extra={
        <Button
          type="primary"
          disabled={!reason.trim() || Object.keys(chosen).length === 0}
          loading={propose.isPending}
          onClick={send}
        >
          {t('propose')}
        </Button>
      }
    >
      <p className="dl-muted">{t('proposeWhy')}</p>
      <ul className="pk-choose">
        {packs.map((one) => (
          <Choice
            key={one.name}
            pack={one}
            hash={chosen[one.name]}
            onChoose={(hash) => {
              const { [one.name]: _, ...others } = chosen;
              setChosen(hash === undefined ? others : { ...others, [one.name]: hash });
            }}
          />
        ))}
      </ul>
      <div className="pk-propose">
        <Input.TextArea
          className="pk-wide"
          value={reason}
          rows={3}
          maxLength={500}
          showCount
          placeholder={t('reason')}
          aria-label={t('reason')}
          onChange={(event) => setReason(event.target.value)}
        />
        <DatePicker
          showTime={{ format: 'HH:mm', minuteStep: 5 }}
          format="YYYY-MM-DD HH:mm"
          placeholder={t('fromApproval')}
          aria-label={t('effectiveFrom')}
          value={from ? dayjs(from) : null}
          onChange={(moment) => setFrom(moment?.format(shape))}
          disabledDate={(date) => date.isBefore(dayjs(localTime(serverNow(), homeZoneName())), 'day')}
        />
      </div>
    </Drawer>
  );
}

type ChoiceProps = {
  pack: PackTextView;
  hash: string | undefined;
  onChoose: (hash: string | undefined) => void;
};

function Choice({ pack, hash, onChoose }: ChoiceProps) {
  const { t } = useTranslation('packs');
  const both = useBoth();
  return (
    <li>
      <Checkbox
        checked={hash !== undefined}
        onChange={(event) => onChoose(event.target.checked ? (pack.newHash ?? pack.hash) : undefined)}
      >
        {both(pack.title) || pack.name} <span className="dl-mono dl-muted">{pack.name}</span>
        {pack.source === 'house' && <span className="pk-house">{t('source.house')}</span>}
      </Checkbox>
      {pack.newHash && hash !== undefined && (
        <Select
          size="small"
          value={hash}
          aria-label={t('whichText')}
          onChange={onChoose}
          options={[
            { value: pack.hash, label: t('keep', { version: pack.version, hash: pack.hash.slice(7, 15) }) },
            {
              value: pack.newHash,
              label: t('take', { version: pack.newVersion, hash: pack.newHash.slice(7, 15) }),
            },
          ]}
        />
      )}
    </li>
  );
}
