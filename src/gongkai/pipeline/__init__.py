"""The whole story: read → reading → check → reconcile → package → query → site.

The only room that chains the others; each stage gets and gives `model` types. `reading` is one file. A build is
`publishing`: `reports` reads, places and finishes the reports of a dataset, `pages` shows them, `tasks` is the work on
a few of them, which `workers` have done here, in processes or on a cluster; `cache` keeps what was worked out,
`standing` tells that nothing is new, `storage` fetches and stores elsewhere. `upkeep` is what maintainers do between.
"""
