import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useActiveKeys } from '@/lib/hotkeys';
import { KeyCaps } from './KeyCaps';

/** The keys that work here and now. */
export function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('shell');
  const groups = useActiveKeys();
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('keys.title')} width={640}>
      <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))', gap: 24 }}>
        {[...groups].reverse().map(({ group, bindings }) => (
          <section key={group}>
            <h3 style={{ margin: '8px 0', fontSize: 14 }}>{t(group)}</h3>
            {bindings.map((binding) => (
              <div
                key={binding.id}
                style={{ display: 'flex', justifyContent: 'space-between', padding: '3px 0' }}
              >
                <span>{t(binding.label)}</span>
                <KeyCaps keys={binding.keys} />
              </div>
            ))}
          </section>
        ))}
      </div>
    </Modal>
  );
}
