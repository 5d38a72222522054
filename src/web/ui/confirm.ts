/** A question before something that cannot be taken back. Anyone may ask; `ConfirmHost` shows it. */
export interface Question {
  title: string
  text: string
  confirm: string
  cancel: string
  isDanger: boolean
  onConfirm: () => void
}

type Listener = (question: Question) => void
let listener: Listener | null = null

export function askToConfirm(question: Question): void {
  listener?.(question)
}

/** For the one host; gives back how to stop listening. */
export function onQuestion(listen: Listener): () => void {
  listener = listen
  return () => {
    listener = null
  }
}
