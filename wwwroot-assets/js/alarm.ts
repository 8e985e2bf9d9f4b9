// A short, calm two-tone, again every three seconds until acknowledged: wakes a person without alarming a room.
// Blazor-friendly: an <ic-alarm> in the page sounds as long as it is there. Browsers may hold the sound back until the first click.
import { read, write } from './storage';

let audio: AudioContext | null = null;
let timer = 0;
let wanted = 0;
let forced = false;
const muted = (): boolean => read('alarm') === 'muted';

function tone(context: AudioContext, hertz: number, at: number): void {
  const voice = context.createOscillator(), volume = context.createGain();
  voice.frequency.value = hertz;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.18, at + 0.04);
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.55);
  voice.connect(volume).connect(context.destination);
  voice.start(at);
  voice.stop(at + 0.6);
}

function chime(): void {
  if (muted()) return;
  audio ??= new AudioContext();
  if (audio.state === 'suspended') { void audio.resume(); return; }
  tone(audio, 659, audio.currentTime);
  tone(audio, 523, audio.currentTime + 0.3);
}

function settle(): void {
  const on = forced || wanted > 0;
  if (on && !timer) { chime(); timer = window.setInterval(chime, 3000); }
  if (!on && timer) { clearInterval(timer); timer = 0; }
}

export function alarm(on: boolean): void { forced = on; settle(); }
export function mute(on: boolean): void {
  write('alarm', on ? 'muted' : null);
  for (const button of document.querySelectorAll('[data-alarm-mute]')) button.setAttribute('aria-pressed', String(on));
}

class Alarm extends HTMLElement {
  connectedCallback(): void { wanted++; settle(); mute(muted()); }
  disconnectedCallback(): void { wanted--; settle(); }
}
customElements.define('ic-alarm', Alarm);

for (const type of ['pointerdown', 'keydown']) addEventListener(type, () => {
  if (timer && audio?.state === 'suspended') void audio.resume().then(chime);
}, true);
document.addEventListener('click', e => {
  if (e.target instanceof Element && e.target.closest('[data-alarm-mute]')) mute(!muted());
});
