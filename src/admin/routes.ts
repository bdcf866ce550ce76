import type { RouteRecordRaw } from 'vue-router';

/** One line per screen; each is loaded when it is first opened. */
export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'overview', component: () => import('./overview/OverviewView.vue') },
  {
    path: '/publikasi',
    name: 'publication',
    component: () => import('./overview/PublicationWorkingView.vue'),
  },
  { path: '/kepuasan', name: 'satisfaction', component: () => import('./satisfaction/SatisfactionView.vue') },
  { path: '/kegiatan', name: 'activities', component: () => import('./activities/ActivitiesView.vue') },
  {
    path: '/kegiatan/impor',
    name: 'agenda-import',
    component: () => import('./agenda-import/AgendaImportView.vue'),
  },
  {
    path: '/kegiatan/:id',
    name: 'activity',
    component: () => import('./activities/ActivityView.vue'),
    props: true,
  },
  {
    path: '/kegiatan/:id/poster',
    name: 'poster',
    component: () => import('./links/PosterView.vue'),
    props: true,
  },
  {
    path: '/kegiatan/:id/kartu',
    name: 'invitation-cards',
    component: () => import('./invitations/InvitationCardsView.vue'),
    props: true,
  },
  { path: '/rilis', name: 'releases', component: () => import('./releases/ReleasesView.vue') },
  {
    path: '/kuesioner',
    name: 'questionnaires',
    component: () => import('./questionnaires/QuestionnairesView.vue'),
  },
  {
    path: '/impor-jawaban',
    name: 'response-import',
    component: () => import('./response-import/ResponseImportView.vue'),
  },
  { path: '/perangkat', name: 'devices', component: () => import('./devices/DevicesView.vue') },
  {
    path: '/perangkat/disisihkan',
    name: 'quarantine',
    component: () => import('./devices/QuarantineView.vue'),
  },
  {
    path: '/perangkat/serah-terima',
    name: 'handover',
    component: () => import('./handover/HandoverView.vue'),
  },
  { path: '/konflik', name: 'conflicts', component: () => import('./conflicts/ConflictsView.vue') },
  { path: '/pengguna', name: 'accounts', component: () => import('./accounts/AccountsView.vue') },
  { path: '/pengaturan', name: 'settings', component: () => import('./settings/SettingsView.vue') },
  { path: '/setup', name: 'setup', redirect: '/' },
  { path: '/:rest(.*)*', name: 'unknown', component: () => import('./shell/UnknownView.vue') },
];
