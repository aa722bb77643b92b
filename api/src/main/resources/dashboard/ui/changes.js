// The intents of the changes of a session.

export function createChangesIntents(dispatch, commands) {
  const pass = ({do: type, ...action}) => dispatch({type, ...action});

  return {
    showChanges: () => commands.showChanges(),
    showFile: ({path}) => [...document.querySelectorAll('.changed-file')]
      .find((one) => one.dataset.path === path)?.scrollIntoView({block: 'start'}),
    placeChosen: (intent) => {
      pass(intent);
      document.querySelector('.writing textarea')?.focus();
    },
    commentDropped: pass,
    diffForm: pass,
    fileOpened: pass,
    fileSeen: pass,
    commented: ({name}, event) => {
      event.preventDefault();
      dispatch({type: 'commented', name, text: event.currentTarget.elements.text.value.trim()});
    },
    sendComments: async ({name}, event) => {
      event.preventDefault();
      const form = event.currentTarget;
      const {text, interrupt} = form.elements;
      if (await commands.sendComments(name, text.value.trim(), interrupt.checked)) form.reset();
    },
  };
}
