/** The staff corner in one piece: its screen and its desk. Only kiosks load it, when staff open it. */
export { default as Screen } from './StaffCorner.vue';
export { staffDesk } from './store-staff-desk.ts';
