/**
 * Everything but the first screens: fetched while the person reads those, and always there offline.
 */
import './styles/pages.css';
import './styles/kiosk.css';

export { default as LaterScreens } from './LaterScreens.vue';
export { takeOver } from './take-over.ts';
