import { SearchOutlined } from '@ant-design/icons';
import { Alert, Button, Form, InputNumber, Select } from 'antd';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStaff } from '@/features/cases/useStaff';
import { useTeams } from '@/features/people/usePeople';
import { labelOf } from '@/lib/label';
import { Period, usePeriod } from '@/ui/Period';
import { type Draft, draftOf, kinds, purposes, questionOf, roles, tooShort, ways } from './question';
import type { Searching } from './useSearching';

const wordsMax = 8;
const wordLengthMax = 64;

/** The question: words and how they belong together, who said them, where to look, and why. */
export function SearchForm({ question, query, ask }: Searching) {
  const { t } = useTranslation('search');
  const [draft, setDraft] = useState(() => draftOf(question));
  const period = usePeriod();
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  // A word that stands in the box counts, whether Enter was pressed after it or not.
  const [typed, setTyped] = useState('');
  const whole = { ...draft, words: wordsOf([...draft.words, typed]) };
  const short = tooShort(whole);
  const ready = whole.words.length > 0 && short.length === 0;
  return (
    <section className="dl-card">
      <Form layout="vertical" onFinish={() => ready && ask(questionOf(whole, period))}>
        <Words draft={draft} change={change} typed={typed} onType={setTyped} />
        {short.length > 0 && short.join() !== typed && (
          <Alert
            className="se-short"
            type="warning"
            showIcon
            title={t('tooShort', { words: short.join('、') })}
          />
        )}
        <div className="se-fields">
          <Way draft={draft} change={change} />
          <Choice
            label={t('role')}
            value={draft.role}
            onChange={(role) => change({ role })}
            options={roles.map((value) => ({ value, label: labelOf(t, 'speaker', value) }))}
          />
          <Choice
            label={t('kind')}
            value={draft.kind}
            onChange={(kind) => change({ kind })}
            options={kinds.map((value) => ({ value, label: labelOf(t, 'kind', value) }))}
          />
          <Holders draft={draft} change={change} />
        </div>
        <Period period={period} from={t('from')} to={t('to')} />
        <Purpose draft={draft} change={change} />
        <Button
          type="primary"
          htmlType="submit"
          icon={<SearchOutlined />}
          disabled={!ready}
          loading={query.isFetching && !query.isFetchingNextPage}
        >
          {t('search')}
        </Button>
      </Form>
    </section>
  );
}

type Part = { draft: Draft; change: (part: Partial<Draft>) => void };

const wordsOf = (words: string[]) =>
  [...new Set(words.map((word) => word.trim().slice(0, wordLengthMax)))].filter(Boolean).slice(0, wordsMax);

type WordsProps = Part & { typed: string; onType: (typed: string) => void };

/** Enter takes the word in the box; once the box is empty it searches. */
function Words({ draft, change, typed, onType }: WordsProps) {
  const { t } = useTranslation('search');
  const id = useId();
  const keep = (words: string[]) => {
    change({ words: wordsOf(words) });
    onType('');
  };
  const submit = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' || typed || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.currentTarget.closest('form')?.requestSubmit();
  };
  return (
    <Form.Item label={t('words')} htmlFor={id} extra={t('wordsHint')}>
      <Select
        id={id}
        mode="tags"
        open={false}
        suffixIcon={null}
        maxCount={wordsMax}
        value={draft.words}
        showSearch={{ searchValue: typed, onSearch: onType }}
        onKeyDown={submit}
        placeholder={t('wordsPlaceholder')}
        tokenSeparators={[',', '，', '、', '\n']}
        onChange={keep}
      />
    </Form.Item>
  );
}

function Way({ draft, change }: Part) {
  const { t } = useTranslation('search');
  const id = useId();
  const { way } = draft;
  return (
    <Form.Item label={t('way')} htmlFor={id}>
      <div className="se-way">
        <Select
          id={id}
          value={way}
          onChange={(next) => change({ way: next })}
          options={ways.map((value) => ({ value, label: t(`ways.${value}`) }))}
        />
        {way === 'nearCharacters' && (
          <InputNumber
            aria-label={t('characters')}
            min={1}
            max={1000}
            value={draft.characters}
            onChange={(characters) => change({ characters: characters ?? 1 })}
          />
        )}
        {way === 'nearTurns' && (
          <InputNumber
            aria-label={t('turns')}
            min={0}
            max={50}
            value={draft.turns}
            onChange={(turns) => change({ turns: turns ?? 0 })}
          />
        )}
      </div>
    </Form.Item>
  );
}

function Holders({ draft, change }: Part) {
  const { t } = useTranslation('search');
  const staff = useStaff();
  const teams = useTeams().data ?? [];
  return (
    <>
      <Choice
        label={t('team')}
        value={draft.teamId}
        onChange={(teamId) => change({ teamId })}
        options={teams.map((team) => ({ value: team.id, label: team.name }))}
      />
      <Choice
        label={t('staff')}
        value={draft.staffId}
        onChange={(staffId) => change({ staffId })}
        options={staff.map((one) => ({ value: one.id, label: one.displayName }))}
      />
    </>
  );
}

function Purpose({ draft, change }: Part) {
  const { t } = useTranslation('search');
  const id = useId();
  return (
    <Form.Item label={t('purpose')} htmlFor={id} extra={t('purposeHint')} className="se-purpose">
      <Select
        id={id}
        value={draft.purpose}
        onChange={(purpose) => change({ purpose })}
        options={purposes.map((value) => ({
          value,
          label: t(`conversations:recording.purposes.${value}`),
        }))}
      />
    </Form.Item>
  );
}

type ChoiceProps = {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  options: { value: string; label: string }[];
};

function Choice({ label, value, onChange, options }: ChoiceProps) {
  const { t } = useTranslation('search');
  const id = useId();
  return (
    <Form.Item label={label} htmlFor={id}>
      <Select
        id={id}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={value}
        placeholder={t('all')}
        onChange={onChange}
        options={options}
      />
    </Form.Item>
  );
}
