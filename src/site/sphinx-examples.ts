/** Roles that a Sphinx project can write, and where each leads: shown on the API's page, and built in a test. */
export const sphinxExamples: { role: string; to: string }[] = [
  { role: ":external+sincelinux:ref:`change-nsfs-ioctls`", to: "changes/nsfs-ioctls/" },
  { role: ":external+sincelinux:ref:`topic-user`", to: "topics/user/" },
  {
    role: ":external+sincelinux:ref:`commit-8db6c34f1dbc`",
    to: "commits/8db6c34f1dbc8e06aa016a9b829b06902c3e1340/",
  },
  {
    role: ":external+sincelinux:ref:`file capabilities <change-namespaced-file-capabilities>`",
    to: "changes/namespaced-file-capabilities/",
  },
  {
    role: ":external+sincelinux:doc:`c/e5ff5ce6e20e`",
    to: "commits/e5ff5ce6e20ee22511398bb31fb912466cf82a36/",
  },
  { role: ":external+sincelinux:doc:`topics/pid`", to: "topics/pid/" },
];
