import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RulebookPublicationView } from '@/lib/api';
import { CountsFrom } from '@/ui/CountsFrom';
import { Proposed } from '@/ui/Proposed';

type Props = { publication: RulebookPublicationView; onShow?: (hash: string) => void };

/** A version proposed to inspect. Neither who proposed it nor who wrote it may publish it. */
export function Publication({ publication: one, onShow }: Props) {
  const { t } = useTranslation('rulebooks');
  return (
    <Proposed
      proposal={one}
      words="rulebooks"
      permission="rulebook.approve"
      path="/rulebooks/publications"
      head={
        <>
          <b>
            {one.name} {one.version}
          </b>
          <CountsFrom proposal={one} words="rulebooks" />
          <span className="dl-grow" />
          {onShow && (
            <Button size="small" onClick={() => onShow(one.hash)}>
              {t('look')}
            </Button>
          )}
        </>
      }
    />
  );
}
