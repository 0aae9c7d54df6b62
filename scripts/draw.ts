/** A text that HTML shows as it stands. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** A whole page. */
export function page(style: string, body: string): string {
  return `<meta charset="utf-8"><style>${style}</style>${body}`;
}
