import {
  AudioOutlined,
  AuditOutlined,
  BookOutlined,
  CalendarOutlined,
  DashboardOutlined,
  DeleteOutlined,
  ExperimentOutlined,
  FileProtectOutlined,
  FolderOpenOutlined,
  FundViewOutlined,
  HistoryOutlined,
  ImportOutlined,
  MessageOutlined,
  SafetyCertificateOutlined,
  SearchOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { Permission } from '@/lib/api';
import type { KeyBinding } from '@/lib/hotkeys';

export type PageId =
  | 'overview'
  | 'wall'
  | 'reviews'
  | 'conversations'
  | 'search'
  | 'cases'
  | 'plan'
  | 'gate'
  | 'rulebooks'
  | 'models'
  | 'history'
  | 'evidence'
  | 'retention'
  | 'imports'
  | 'transcriptions'
  | 'people';

export type NavPage = {
  id: PageId;
  path: string;
  icon: ComponentType;
  /** Any one of these opens the page. */
  anyOf: Permission[];
  /** The letter after `g`. */
  letter: string;
};

/** Every page of the console, who may open it, and how to get there: the menu, the guards and the keys read this. */
export const navPages: readonly NavPage[] = [
  { id: 'overview', path: '/', icon: DashboardOutlined, anyOf: ['report.read'], letter: 'o' },
  { id: 'wall', path: '/wall', icon: FundViewOutlined, anyOf: ['alert.read'], letter: 'w' },
  { id: 'reviews', path: '/reviews', icon: AuditOutlined, anyOf: ['review.decide'], letter: 'r' },
  {
    id: 'conversations',
    path: '/conversations',
    icon: MessageOutlined,
    anyOf: ['conversation.read'],
    letter: 'v',
  },
  { id: 'search', path: '/search', icon: SearchOutlined, anyOf: ['conversation.search'], letter: 's' },
  {
    id: 'cases',
    path: '/cases',
    icon: FolderOpenOutlined,
    anyOf: ['case.read.own', 'case.read.team', 'case.read.all'],
    letter: 'c',
  },
  { id: 'plan', path: '/plan', icon: CalendarOutlined, anyOf: ['contact.plan'], letter: 'd' },
  { id: 'gate', path: '/gate', icon: SafetyCertificateOutlined, anyOf: ['contact.explore'], letter: 't' },
  { id: 'rulebooks', path: '/rulebooks', icon: BookOutlined, anyOf: ['rulebook.read'], letter: 'b' },
  { id: 'models', path: '/models', icon: ExperimentOutlined, anyOf: ['model.read'], letter: 'm' },
  {
    id: 'history',
    path: '/history',
    icon: HistoryOutlined,
    anyOf: ['import.run', 'contact.window.declare'],
    letter: 'h',
  },
  { id: 'evidence', path: '/evidence', icon: FileProtectOutlined, anyOf: ['evidence.read'], letter: 'e' },
  { id: 'retention', path: '/retention', icon: DeleteOutlined, anyOf: ['retention.read'], letter: 'x' },
  { id: 'imports', path: '/imports', icon: ImportOutlined, anyOf: ['import.run'], letter: 'i' },
  {
    id: 'transcriptions',
    path: '/transcriptions',
    icon: AudioOutlined,
    anyOf: ['import.run'],
    letter: 'n',
  },
  {
    id: 'people',
    path: '/people',
    icon: TeamOutlined,
    anyOf: ['staff.manage', 'standing.state'],
    letter: 'p',
  },
];

export const shellKeys: readonly KeyBinding[] = [
  { id: 'help', keys: '?', label: 'shell:keys.help' },
  { id: 'search', keys: 'mod+k', label: 'shell:keys.search' },
  ...navPages.map((page) => ({
    id: `go-${page.id}`,
    keys: `g ${page.letter}`,
    label: `shell:nav.${page.id}`,
  })),
];
