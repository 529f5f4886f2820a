// The page's policy takes styles only from our files and from elements with its nonce. Libraries write some into elements of their own, and
// some into the attribute: the first get the nonce here, the second go the way that the policy leaves open to scripts.
const nonce = document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce;

if (nonce) {
  const create = document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };

  const set = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (name, value) {
    if (name === 'style' && (this instanceof HTMLElement || this instanceof SVGElement))
      this.style.cssText = value;
    else set.call(this, name, value);
  };
}

export {};
