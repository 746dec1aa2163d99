/** How the answers of a compact model are laid out. A model writes the form that it was trained on. */
export interface Form {
  /** The words of the request stand before each node. Default true. */
  annotations?: boolean;
  /**
   * 2 (the default): the outline, then each node's inputs with a question of its own. 1: all in one text, with the
   * fields of every candidate in its prompt.
   */
  stages?: 1 | 2;
}
