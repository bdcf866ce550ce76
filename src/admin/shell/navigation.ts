import {
  mdiAccountMultipleOutline,
  mdiCalendarMonthOutline,
  mdiChartBoxOutline,
  mdiClipboardTextOutline,
  mdiCogOutline,
  mdiCompareHorizontal,
  mdiHomeOutline,
  mdiNewspaperVariantOutline,
  mdiTabletCellphone,
  mdiTrayArrowUp,
} from '@mdi/js';
import type { Permission } from '#protocol/role.ts';
import type { texts } from './texts.ts';

export type PageKey = keyof (typeof texts)['id']['pages'];

export interface Page {
  readonly key: PageKey;
  readonly to: string;
  readonly icon: string;
  /** Who sees the entry; the endpoint checks again what the page does. */
  readonly permission: Permission;
}

/** Pages of everyday work; on a phone they stand at the bottom edge. */
export const DAILY_PAGES: readonly Page[] = [
  { key: 'overview', to: '/', icon: mdiHomeOutline, permission: 'read' },
  { key: 'activities', to: '/kegiatan', icon: mdiCalendarMonthOutline, permission: 'read' },
  { key: 'releases', to: '/rilis', icon: mdiNewspaperVariantOutline, permission: 'read' },
  { key: 'satisfaction', to: '/kepuasan', icon: mdiChartBoxOutline, permission: 'read' },
];

export const OTHER_PAGES: readonly Page[] = [
  { key: 'questionnaires', to: '/kuesioner', icon: mdiClipboardTextOutline, permission: 'read' },
  { key: 'responseImport', to: '/impor-jawaban', icon: mdiTrayArrowUp, permission: 'import-responses' },
  { key: 'devices', to: '/perangkat', icon: mdiTabletCellphone, permission: 'read' },
  { key: 'conflicts', to: '/konflik', icon: mdiCompareHorizontal, permission: 'read' },
  { key: 'accounts', to: '/pengguna', icon: mdiAccountMultipleOutline, permission: 'manage-accounts' },
  { key: 'settings', to: '/pengaturan', icon: mdiCogOutline, permission: 'read' },
];
