import type { UseMutationResult } from '@tanstack/react-query';
import { Alert, Button, Drawer, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackProblem } from '@/lib/api';
import { problemText } from '@/lib/problemText';
import { Source } from './Source';

type Props<A> = {
  title: string;
  why: string;
  upload: UseMutationResult<A, Error, string>;
  problemsOf: (answer: A) => PackProblem[];
  /** What is said of a text that was kept. */
  kept: (answer: A) => ReactNode;
  onClose: () => void;
};

/** Brings in a text of rules: it is checked on the server, and what is wrong stands beside its line. */
export function UploadText<A extends { accepted: boolean }>(props: Props<A>) {
  const { title, why, upload, problemsOf, kept, onClose } = props;
  const { t } = useTranslation('shell');
  const [text, setText] = useState('');
  const answer = upload.data;
  return (
    <Drawer
      open
      onClose={onClose}
      title={title}
      size="large"
      extra={
        <Button
          type="primary"
          disabled={!text.trim()}
          loading={upload.isPending}
          onClick={() => upload.mutate(text)}
        >
          {t('text.checkAndKeep')}
        </Button>
      }
    >
      <p className="dl-muted">{why}</p>
      <input
        type="file"
        accept=".yaml,.yml,text/yaml"
        aria-label={t('text.chooseFile')}
        className="dl-file"
        onChange={async (event) => setText((await event.target.files?.[0]?.text()) ?? '')}
      />
      <Input.TextArea
        className="dl-mono dl-editor"
        value={text}
        rows={14}
        spellCheck={false}
        placeholder={t('text.pasteHere')}
        aria-label={t('text.pasteHere')}
        onChange={(event) => setText(event.target.value)}
      />
      <div role="status">
        {upload.isError && <Alert type="error" showIcon title={problemText(t, upload.error)} />}
        {answer?.accepted && kept(answer)}
        {answer && !answer.accepted && (
          <Refused text={upload.variables ?? ''} problems={problemsOf(answer)} />
        )}
      </div>
    </Drawer>
  );
}

function Refused({ text, problems }: { text: string; problems: PackProblem[] }) {
  const { t } = useTranslation('shell');
  return (
    <>
      <Alert
        type="error"
        showIcon
        title={t('text.notKept', { n: problems.length })}
        description={problems
          .filter((one) => one.line === 0)
          .map((one) => (
            <div key={one.field + one.message} className="dl-mono">
              {one.field}: {one.message}
            </div>
          ))}
      />
      <Source text={text} problems={problems} />
    </>
  );
}
