import { Alert, Checkbox, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelSummaryView } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { labelOf } from '@/lib/label';
import { problemText } from '@/lib/problemText';
import { Period, usePeriod } from '@/ui/Period';
import { useMaterial, useTrain } from './useModels';

type Props = { models: ModelSummaryView[]; onClose: () => void };

/** Asks for a model: from which findings of which period, and how many decisions there are to learn from. */
export function Train({ models, onClose }: Props) {
  const { t } = useTranslation('models');
  const both = useBoth();
  const period = usePeriod(365);
  const material = useMaterial(period.from, period.to);
  const train = useTrain();
  const [category, setCategory] = useState<string>();
  const [rule, setRule] = useState<string>();
  const [ending, setEnding] = useState<string>();
  const [background, setBackground] = useState(true);
  const chosen = material.data?.categories.find((one) => one.category === category);
  const counted = chosen?.rules.find((one) => one.rule === rule) ?? chosen;
  const least = material.data?.ofEachMin ?? 0;
  const tooFew = counted !== undefined && Math.min(counted.upheld, counted.overturned) < least;
  // Overturned ones count as negative beside ordinary talk, of which there is enough.
  const rough =
    counted !== undefined &&
    !tooFew &&
    (background ? counted.upheld : Math.min(counted.upheld, counted.overturned)) <
      (material.data?.calibratedOfEach ?? 0);
  const known = models.find((one) => one.category === category && one.rule === (rule ?? null));
  const suggested = known?.name.slice('own-'.length) ?? category;
  const name = `own-${ending ?? suggested ?? ''}`;
  const count = (one: { upheld: number; overturned: number }) =>
    t('train.counts', { upheld: one.upheld, overturned: one.overturned });
  const ask = () =>
    train
      .mutateAsync({
        name,
        category: category ?? '',
        rule: rule ?? null,
        from: period.from,
        to: period.to,
        background,
      })
      .then(onClose)
      .catch(() => undefined);
  return (
    <Modal
      open
      title={t('train.title')}
      okText={t('train.run')}
      okButtonProps={{ disabled: !counted || tooFew, loading: train.isPending }}
      onOk={ask}
      onCancel={onClose}
    >
      {material.data && <p className="dl-muted">{t('train.sub', { least })}</p>}
      <Form layout="vertical">
        <Period period={period} from={t('train.from')} to={t('train.to')} />
        <Form.Item label={t('train.category')} htmlFor="md-category">
          <Select
            id="md-category"
            value={category}
            loading={material.isPending}
            placeholder={t('train.choose')}
            notFoundContent={t('train.nothing')}
            onChange={(value) => {
              setCategory(value);
              setRule(undefined);
              setEnding(undefined);
            }}
            options={material.data?.categories.map((one) => ({
              value: one.category,
              label: `${labelOf(t, 'category', one.category)} · ${count(one)}`,
            }))}
          />
        </Form.Item>
        <Form.Item label={t('train.rule')} htmlFor="md-rule">
          <Select
            id="md-rule"
            allowClear
            value={rule}
            disabled={!chosen}
            placeholder={t('train.allRules')}
            onChange={setRule}
            options={chosen?.rules.map((one) => ({
              value: one.rule,
              label: `${both(one.title)} · ${count(one)}`,
            }))}
          />
        </Form.Item>
        <Form.Item label={t('train.name')} htmlFor="md-name" extra={t('train.nameHint', { name })}>
          <Input
            id="md-name"
            className="md-name"
            prefix="own-"
            maxLength={40}
            value={ending ?? suggested}
            onChange={(event) => setEnding(event.target.value)}
          />
        </Form.Item>
        <Form.Item extra={t('train.backgroundHint')}>
          <Checkbox checked={background} onChange={(event) => setBackground(event.target.checked)}>
            {t('train.background')}
          </Checkbox>
        </Form.Item>
      </Form>
      {material.isError && <Alert type="error" showIcon title={problemText(t, material.error)} />}
      {tooFew && <Alert type="warning" showIcon title={t('train.tooFew', { ...counted, least })} />}
      {rough && (
        <Alert type="warning" showIcon title={t('train.rough', { n: material.data?.calibratedOfEach })} />
      )}
      {train.isError && <Alert type="error" showIcon title={problemText(t, train.error)} />}
    </Modal>
  );
}
