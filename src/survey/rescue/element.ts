type Content = Node | string | null;

/** An element with its classes, behaviour and content; `null` is left out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className = '',
  ...content: readonly Content[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...content.filter((part) => part !== null));
  return made;
}

export function button(className: string, words: string, act: () => void): HTMLButtonElement {
  const made = element('button', className, words);
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}
