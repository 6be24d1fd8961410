"""Names of public software, cloud services and their vendors, which are tools of everybody and identify nobody."""

# One name a word; a plus sign stands for a space within a name. Names that are also words or surnames are left out.
NAMES = tuple(
    name.replace("+", " ")
    for name in """
    .NET ActiveMQ Adobe+Acrobat AdventureWorks Airflow Ansible Angular Apache+Kafka Apache+Spark AppArmor ArgoCD Asana Atlassian Auth0 AWS Azure Azure+DevOps
    BigQuery Bitbucket BitLocker Bitcoin Bluetooth Calico Cassandra Celery Chrome Chromium CircleCI Citrix Clickhouse ClickHouse Cloudflare CloudFormation
    CloudFront CloudTrail CloudWatch CocoaPods Confluence Cosmos+DB CouchDB Databricks Datadog Debian DigitalOcean Django Docker Docker+Compose
    Dropbox DynamoDB EC2 ECS EKS Elasticsearch Ethereum Excel Exchange+Online FastAPI Fargate Fedora Figma Firebase Firefox Flask Flink FortiGate FreeBSD
    GCP Git GitHub GitHub+Actions GitLab Gmail GKE Google+Analytics Google+Cloud Google+Docs Google+Drive Google+Maps Google+Meet Google+Sheets
    Grafana GraphQL Gradle gRPC HAProxy Hadoop Helm Heroku Hibernate HubSpot InfluxDB Intercom iOS iPadOS iPhone iPad Istio
    Java JavaScript Jenkins Jira JUnit Jupyter K8s Kafka Kibana Kotlin Kubernetes Laravel Linux LinkedIn Logstash Looker macOS MacBook Magento Mailchimp
    MariaDB MATLAB Maven Memcached Microsoft Microsoft+365 Microsoft+Teams MongoDB MySQL Netlify New+Relic nginx Nginx NGINX Node.js NodeJS npm NumPy
    Okta OneDrive OneNote OpenAI OpenShift OpenSSH OpenSSL OpenTelemetry Outlook Office+365 PagerDuty PayPal Playwright Postgres PostgreSQL Postman Power+BI
    PowerPoint PowerShell Prisma Prometheus PyPI Pytest Python PyTorch QuickBooks RabbitMQ RDS React Redis Redshift Redux ReplicaSet Route53
    Ruby+on+Rails S3 Safari Salesforce SAP+S/4HANA S/4HANA Scala Selenium Sentry ServiceNow SharePoint Shopify Skype Slack Snowflake SonarQube Splunk Spotify
    Spring+Boot SQLite SQL+Server Stripe Supabase Swagger Symfony Tableau TensorFlow Terraform Tomcat Travis+CI Trello Twilio TypeScript Ubuntu Vercel VMware vSphere
    Visual+Studio VS+Code WebSocket WhatsApp Wikipedia Windows Windows+Server WordPress Xcode XGBoost YouTube Zapier Zendesk ZooKeeper Zscaler ODBC JDBC NaN pip
    """.split()
)
