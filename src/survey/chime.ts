const FIRST_HZ = 660;
const SECOND_HZ = 880;
const NOTE_S = 0.16;

/** Two soft notes. A browser without sound, or that does not want to, stays silent. */
export function chime(): void {
  try {
    const audio = new AudioContext();
    const volume = new GainNode(audio, { gain: 0.15 });
    volume.connect(audio.destination);
    for (const [place, frequency] of [FIRST_HZ, SECOND_HZ].entries()) {
      const note = new OscillatorNode(audio, { frequency });
      note.connect(volume);
      note.start(audio.currentTime + place * NOTE_S);
      note.stop(audio.currentTime + (place + 1) * NOTE_S);
      if (frequency === SECOND_HZ) note.onended = () => void audio.close();
    }
  } catch {
    // Nothing depends on it.
  }
}
