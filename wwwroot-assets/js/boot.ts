// The console's script: keys first (they must see an event before the offline guard), then the connection, then the rest.
import { alarm, mute } from './alarm';
import * as connection from './connection';
import * as drafts from './drafts';
import { focusHeading } from './heading';
import { keysOn, setKeys } from './key-names';
import * as keys from './keys';
import './markdown';
import { source } from './source';
import './theme';
import { viewerZone } from './zone';
import './times';
import './title';
import './charts/stub';
import './travel/stub';

window.ic = { keys: { set: setKeys, on: keysOn }, alarm, mute, heading: focusHeading, zone: () => viewerZone, source, listens: connection.listens };
document.addEventListener('click', (e) => { if (e.target instanceof Element && e.target.closest('[data-print]')) window.print(); });
keys.start();
connection.start();
drafts.start();
